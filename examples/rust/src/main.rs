//! Sipar embedded in fifteen lines: score a text, say its level, and say why.

fn main() {
    let text = std::env::args().nth(1).unwrap_or_else(|| "I know where you live. I will kill you.".into());
    let report = sipar_packs::scorer().score(&text);
    println!("{}", report.level);
    for finding in &report.findings {
        println!("{}: {}", finding.text(&text).unwrap_or_default(), finding.reason);
    }
}
