//! Swift 6: the desk's own, or Debian's, unpacked under `target/tools/swift` and run in namespaces of its own.
//!
//! Debian 12 has no Swift, and Debian 13's does not run on Debian 12's C library. So its packages, and those they need, become
//! a tree that is entered with `chroot`: nothing of the machine's own installation is touched. apt fetches and verifies them, by
//! a configuration of our own made from the mirror that the machine uses anyway.

use crate::{
    Stop,
    process::{self, tool},
};
use std::{
    env,
    ffi::OsStr,
    fs, io,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// The first Debian that has Swift 6.
const SUITE: &str = "trixie";
/// Swift, what its linker wants of C and C++, and the shell and tools that the package manager calls.
const PACKAGES: [&str; 5] = ["swiftlang", "libc6-dev", "libstdc++-14-dev", "bash", "coreutils"];
/// Half of the tree: debuggers, editors' servers, other targets, documents. Nothing here runs them.
const LEFT_OUT: [&str; 12] = [
    "*/liblldb*",
    "*/lldb*",
    "*sourcekit*",
    "*/clangd*",
    "*/libLTO*",
    "*/cc1",
    "*/lto1",
    "*/lib/swift_static",
    "*/lib/swift/embedded",
    "*/FrameworkABIBaseline",
    "./usr/share/doc",
    "./usr/share/man",
];
/// Raised when what is above changes, so that an older tree is made anew.
const RECIPE: &str = "2";
const PLACE: &str = "target/tools/swift";

/// What runs `swift`.
#[derive(Debug)]
pub enum Toolchain {
    /// The one on the desk's `PATH`.
    Desk,
    /// Debian's, in this tree.
    Tree(PathBuf),
}

impl Toolchain {
    /// Finds Swift 6 or installs it; a second call does nothing. `None` on a system where only a person can install it.
    ///
    /// # Errors
    /// It cannot be fetched, unpacked or entered; the text says what is missing.
    pub fn find() -> Result<Option<Toolchain>, Stop> {
        if let Some(version) = on_path() {
            eprintln!("swift: the desk's own, {version}");
            return Ok(Some(Toolchain::Desk));
        }
        let tree = process::root().join(PLACE).join("tree");
        fs::create_dir_all(process::root().join(PLACE)).map_err(Stop::failed)?;
        fs::write(process::root().join(ENTER), ENTER_SCRIPT).map_err(Stop::failed)?;
        if fs::read_to_string(stamp(&tree)).is_ok_and(|recipe| recipe == RECIPE) {
            return Ok(Some(Toolchain::Tree(tree)));
        }
        if env::consts::OS != "linux" || !works("apt-get", &["--version"]) {
            return Ok(None);
        }
        install(&tree)?;
        let toolchain = Toolchain::Tree(tree.clone());
        let mut version = toolchain.command(&process::root(), "swift", ["--version"]);
        let version = process::output(&mut version).map_err(|stop| {
            Stop::failed(format!(
                "{stop}; Debian's Swift is run by `unshare` and `chroot`, which need root or user namespaces"
            ))
        })?;
        eprintln!("swift: {}", version.lines().next().unwrap_or_default());
        fs::write(stamp(&tree), RECIPE).map_err(Stop::failed)?;
        Ok(Some(toolchain))
    }

    /// A program of the toolchain, to be run in a folder of the repository. In a tree it sees the repository at its usual place and no
    /// network, and of the environment only what the command itself sets, by [`Toolchain::with_env`].
    pub fn command<S: AsRef<OsStr>>(&self, folder: &Path, program: &str, args: impl IntoIterator<Item = S>) -> Command {
        self.with_env(folder, &[], program, args)
    }

    /// As [`Toolchain::command`], with variables set.
    pub fn with_env<S: AsRef<OsStr>>(
        &self,
        folder: &Path,
        env: &[(&str, &OsStr)],
        program: &str,
        args: impl IntoIterator<Item = S>,
    ) -> Command {
        let mut command = match self {
            Toolchain::Desk => {
                let mut command = Command::new(program);
                command.current_dir(folder).envs(env.iter().copied());
                command
            }
            Toolchain::Tree(tree) => {
                let root = process::root();
                let mut command = Command::new("unshare");
                command.current_dir(&root).args(["--mount", "--pid", "--net", "--fork", "--kill-child"]);
                if !is_root() {
                    command.arg("--map-root-user");
                }
                command.args(["sh", ENTER]).arg(tree).arg(&root).arg(folder);
                for (name, value) in env {
                    let mut pair = std::ffi::OsString::from(name);
                    pair.push("=");
                    pair.push(value);
                    command.arg(pair);
                }
                command.arg(program);
                command
            }
        };
        command.args(args);
        command
    }
}

/// The script that enters a tree; a file, so that what is said of each command stays one line.
const ENTER: &str = "target/tools/swift/enter.sh";
/// `/tmp` is mounted before the repository is bound, because the repository may lie in it.
const ENTER_SCRIPT: &str = r#"set -e
tree=$1 root=$2 folder=$3; shift 3
mount -t proc proc "$tree/proc"
mount --rbind /dev "$tree/dev"
mount -t tmpfs tmp "$tree/tmp"
mkdir -p "$tree$root" "$root/target/tools/swift/home"
mount --rbind "$root" "$tree$root"
exec chroot "$tree" /usr/bin/env -i -C "$folder" PATH=/usr/libexec/swift/bin:/usr/bin HOME="$root/target/tools/swift/home" LANG=C.UTF-8 "$@"
"#;

/// The version of the Swift on `PATH`, if it is 6 or newer.
fn on_path() -> Option<String> {
    let output = Command::new("swift").arg("--version").stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let version = text.split_once("Swift version ")?.1.split_whitespace().next()?;
    let major: u32 = version.split('.').next()?.parse().ok()?;
    (major >= 6).then(|| version.to_owned())
}

fn works(program: &str, args: &[&str]) -> bool {
    let status = Command::new(program).args(args).stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}

fn is_root() -> bool {
    process::output(&mut tool("id", &["-u"])).is_ok_and(|id| id.trim() == "0")
}

fn stamp(tree: &Path) -> PathBuf {
    tree.with_extension("stamp")
}

/// Fetches the packages and unpacks them.
fn install(tree: &Path) -> Result<(), Stop> {
    let place = process::root().join(PLACE);
    eprintln!("swift: Debian's packages (550 MB) are fetched once and unpacked into {PLACE} (1.2 GB); a minute or two");
    let apt = place.join("apt");
    for folder in ["state/lists/partial", "cache/archives/partial"] {
        fs::create_dir_all(apt.join(folder)).map_err(Stop::failed)?;
    }
    fs::write(apt.join("status"), "").map_err(Stop::failed)?;
    fs::write(apt.join("swift.sources"), sources(&mirror()?)).map_err(Stop::failed)?;
    let options = apt_options(&apt)?;
    let options: Vec<&str> = options.iter().map(String::as_str).collect();
    let mut update = tool("apt-get", &[&options[..], &["--quiet", "update"]].concat());
    if !process::run(&mut update)? {
        return Err(Stop::failed(format!(
            "apt cannot read {SUITE}; if a key is missing, update debian-archive-keyring"
        )));
    }
    let fetch = ["--quiet", "--yes", "--download-only", "--no-install-recommends", "install"];
    if !process::run(&mut tool("apt-get", &[&options[..], &fetch, &PACKAGES].concat()))? {
        return Err(Stop::failed("apt could not fetch Swift's packages"));
    }
    unpack(&apt.join("cache/archives"), tree)?;
    fs::remove_dir_all(&apt).map_err(Stop::failed)
}

/// The Debian mirror that this machine's apt uses.
fn mirror() -> Result<String, Stop> {
    let format = "$(ORIGIN) $(LABEL) $(REPO_URI)";
    let ask = || process::output(&mut tool("apt-get", &["indextargets", "--format", format, "Identifier: Packages"]));
    let find = |targets: &str| targets.lines().find_map(|line| line.strip_prefix("Debian Debian ")).map(String::from);
    if let Some(mirror) = find(&ask()?) {
        return Ok(mirror);
    }
    // A machine whose lists were never fetched does not know yet which of its sources is Debian.
    if is_root() {
        process::run(&mut tool("apt-get", &["--quiet", "update"]))?;
    }
    find(&ask()?).ok_or_else(|| Stop::failed("apt knows no Debian mirror: Swift 6 must be installed by hand"))
}

fn sources(mirror: &str) -> String {
    let keys = "/usr/share/keyrings/debian-archive-keyring.gpg";
    let signed = if Path::new(keys).exists() { format!("Signed-By: {keys}\n") } else { String::new() };
    format!("Types: deb\nURIs: {mirror}\nSuites: {SUITE}\nComponents: main\n{signed}")
}

/// apt's state, cache and sources in a folder of ours; proxies and the like stay as the machine has them.
fn apt_options(apt: &Path) -> Result<Vec<String>, Stop> {
    let apt = apt.to_str().ok_or_else(|| Stop::failed("the repository's path is not UTF-8"))?;
    let set = [
        format!("Dir::State={apt}/state"),
        format!("Dir::State::status={apt}/status"),
        format!("Dir::Cache={apt}/cache"),
        format!("Dir::Etc::sourcelist={apt}/swift.sources"),
        "Dir::Etc::sourceparts=/dev/null".to_owned(),
        "Dir::Etc::preferences=/dev/null".to_owned(),
        "Dir::Etc::preferencesparts=/dev/null".to_owned(),
        "Acquire::Languages=none".to_owned(),
        "APT::Sandbox::User=root".to_owned(),
        // The packages are unpacked, never installed: what the machine must not be asked for is a lock.
        "Debug::NoLocking=1".to_owned(),
    ];
    Ok(set.into_iter().flat_map(|option| ["-o".to_owned(), option]).collect())
}

/// Unpacks every package of a folder into a tree with the merged `/usr` that Debian has.
fn unpack(packages: &Path, tree: &Path) -> Result<(), Stop> {
    let partial = tree.with_extension("partial");
    for old in [tree, &partial] {
        if old.exists() {
            fs::remove_dir_all(old).map_err(Stop::failed)?;
        }
    }
    for name in ["bin", "sbin", "lib", "lib64"] {
        fs::create_dir_all(partial.join("usr").join(name)).map_err(Stop::failed)?;
        symlink(Path::new("usr").join(name), partial.join(name)).map_err(Stop::failed)?;
    }
    let mut count = 0;
    for entry in fs::read_dir(packages).map_err(Stop::failed)? {
        let package = entry.map_err(Stop::failed)?.path();
        if package.extension() == Some(OsStr::new("deb")) {
            unpack_one(&package, &partial)?;
            count += 1;
        }
    }
    if count == 0 {
        return Err(Stop::failed("apt fetched no package"));
    }
    // Only bash is there, and programs ask for sh.
    if !partial.join("usr/bin/sh").exists() {
        symlink("bash", partial.join("usr/bin/sh")).map_err(Stop::failed)?;
    }
    for name in ["proc", "dev", "tmp"] {
        fs::create_dir_all(partial.join(name)).map_err(Stop::failed)?;
    }
    fs::rename(&partial, tree).map_err(Stop::failed)
}

/// A symbolic link, where the system has them as Unix does; nowhere else is a tree made.
fn symlink(to: impl AsRef<Path>, at: PathBuf) -> io::Result<()> {
    #[cfg(unix)]
    return std::os::unix::fs::symlink(to, at);
    #[cfg(not(unix))]
    return Err(io::Error::other(format!("no link {} to {} here", at.display(), to.as_ref().display())));
}

fn unpack_one(package: &Path, tree: &Path) -> Result<(), Stop> {
    let mut read = Command::new("dpkg-deb")
        .arg("--fsys-tarfile")
        .arg(package)
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| Stop::failed(format!("cannot start dpkg-deb: {error}")))?;
    let tar = read.stdout.take().ok_or_else(|| Stop::failed("dpkg-deb has no output"))?;
    let mut write = Command::new("tar");
    write.arg("-C").arg(tree).args(["-x", "--keep-directory-symlink", "--no-same-owner"]);
    write.args(LEFT_OUT.map(|pattern| format!("--exclude={pattern}"))).stdin(tar);
    let written = write.status().map_err(Stop::failed)?.success();
    if read.wait().map_err(Stop::failed)?.success() && written {
        return Ok(());
    }
    Err(Stop::failed(format!("cannot unpack {}", package.display())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_is_entered_with_nothing_of_the_environment_but_what_is_set() {
        let toolchain = Toolchain::Tree("/tree".into());
        let command = toolchain.with_env(Path::new("/repo/a"), &[("A", OsStr::new("1"))], "swift", ["build"]);
        let args: Vec<String> = command.get_args().map(|arg| arg.to_string_lossy().into_owned()).collect();
        let root = process::root().to_string_lossy().into_owned();
        assert!(args.ends_with(&[
            "/tree".into(),
            root,
            "/repo/a".into(),
            "A=1".into(),
            "swift".into(),
            "build".into()
        ]));
        assert!(ENTER_SCRIPT.contains("env -i"));
    }

    #[test]
    fn the_source_is_the_mirror_given_and_nothing_else() {
        let text = sources("http://mirror.example/debian/");
        assert!(text.contains("URIs: http://mirror.example/debian/\nSuites: trixie\nComponents: main\n"), "{text}");
    }
}
