//! Scores fixed texts under a profiler that counts instructions; `cargo xtask counts` runs it. Prints a line a case: its
//! name, the bytes of its texts, and how many findings there were.

use std::process::ExitCode;

fn main() -> ExitCode {
    match sipar_bench::counts::cases() {
        Ok(cases) => {
            for case in cases {
                println!("{}\t{}\t{}", case.name, case.bytes(), case.run());
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("the cases cannot be made: {error}");
            ExitCode::FAILURE
        }
    }
}
