//! The tasks behind the npm scripts. `setup.mjs` has put the tools in place before one of them runs.
//!
//! | what | where |
//! | --- | --- |
//! | what is shipped: modules, npm package, pages, Worker | `build`, `npm`, `snip`, `licences` |
//! | files that follow from the tables | `generate`, with `schema`, `openapi`, `api`, `rules` |
//! | the system here and on Cloudflare | `start`, `deploy`, `release` |
//! | what an operator does with the database | `import`, `export`, `token`, `privacy`, over `customers`, `records`, `database`, `private_file` |
//! | what must hold | `check`, `layers`, `test`, `agree`, `fuzz`, `mutants`, `deny`, `bench`, `shots` |

mod agree;
mod api;
mod bench;
mod build;
mod check;
mod customers;
mod database;
mod deny;
mod deploy;
mod export;
mod fuzz;
mod generate;
mod import;
mod layers;
mod licences;
mod mutants;
mod npm;
mod openapi;
mod privacy;
mod private_file;
mod records;
mod release;
mod rules;
mod schema;
mod shell;
mod shots;
mod snip;
mod start;
mod test;
mod token;

use anyhow::{Result, bail};
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (task, rest) = arguments.split_first().map_or(("", &[][..]), |(task, rest)| (task.as_str(), rest));
    match run(task, rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n✗ {error:#}\n");
            ExitCode::FAILURE
        }
    }
}

fn run(task: &str, arguments: &[String]) -> Result<()> {
    match task {
        "start" => start::start(),
        "announce" => start::announce(),
        "test" => test::test(),
        "check" => check::check(),
        "build" => build::build(),
        "build-breakable" => build::breakable_worker(),
        "agree" => agree::agree(arguments),
        "answer" => agree::answer(),
        "bench" => bench::bench(arguments),
        "faults" => test::faults(),
        "borrar" => privacy::borrar(arguments),
        "retener" => privacy::retener(arguments),
        "import" => import::import(arguments),
        "export" => export::export(arguments),
        "shots" => shots::shots(arguments),
        "token" => token::token(arguments),
        "enlace" => token::enlace(arguments),
        "fuzz" => fuzz::fuzz(arguments),
        "deny" => deny::deny(),
        "deploy" => deploy::deploy(arguments),
        "release" => release::release(arguments),
        "mutants" => mutants::mutants(arguments),
        "pack-test" => npm::test(arguments),
        "generate" => generate::generate(),
        _ => bail!("{task:?}: no such task; `package.json` lists them"),
    }
}
