//! `cargo xtask playground`: builds the page of `examples/playground` and serves it on this machine.

use super::suites::consumer;
use crate::{
    Stop,
    process::{self, tool},
};
use std::{
    fs,
    io::{BufRead, BufReader, Write},
    net::{Ipv4Addr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    time::Duration,
};

/// Builds the page. It is one file and needs no server.
pub(super) fn build(root: &Path) -> Result<PathBuf, Stop> {
    consumer(root)?;
    let page = root.join("target/playground/index.html");
    let mut command = tool("node", &["examples/playground/build.mjs"]);
    if !process::run(command.arg(root).arg(&page))? {
        return Err(Stop::failed("the playground was not built"));
    }
    Ok(page)
}

/// Builds the page, says where it lies, and serves it until it is interrupted.
pub fn playground(root: &Path) -> Result<(), Stop> {
    let page = build(root)?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(Stop::failed)?;
    let address = listener.local_addr().map_err(Stop::failed)?;
    println!("http://{address}/ serves {}, which a browser also opens by itself; Ctrl-C ends", page.display());
    for stream in listener.incoming().filter_map(Result::ok) {
        // A browser that hangs up early is no reason to end.
        let _ = answer(stream, &page);
    }
    Ok(())
}

/// Answers `/` with the page and everything else with 404.
fn answer(stream: TcpStream, page: &Path) -> std::io::Result<()> {
    // Browsers open connections on which they then ask nothing.
    stream.set_read_timeout(Some(Duration::from_secs(2)))?;
    let mut lines = BufReader::new(&stream).lines();
    let asked = lines.next().transpose()?.unwrap_or_default();
    while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}
    let (status, body) = match asked.split(' ').nth(1) {
        Some("/") => ("200 OK", fs::read(page)?),
        _ => ("404 Not Found", Vec::new()),
    };
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    (&stream).write_all(head.as_bytes())?;
    (&stream).write_all(&body)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{io::Read, thread};

    fn asked(page: &Path, request: &str) -> String {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let page = page.to_path_buf();
        let server = thread::spawn(move || answer(listener.accept().unwrap().0, &page));
        let mut stream = TcpStream::connect(address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut all = String::new();
        stream.read_to_string(&mut all).unwrap();
        server.join().unwrap().unwrap();
        all
    }

    #[test]
    fn the_page_is_served_and_nothing_else() {
        let page = std::env::temp_dir().join(format!("sipar-playground-{}.html", std::process::id()));
        fs::write(&page, "<title>x</title>").unwrap();
        let found = asked(&page, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        assert!(found.starts_with("HTTP/1.1 200 OK\r\n") && found.ends_with("\r\n\r\n<title>x</title>"), "{found}");
        assert!(asked(&page, "GET /etc/passwd HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 404 "));
        fs::remove_file(&page).unwrap();
    }
}
