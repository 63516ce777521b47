//! The command line of the operator; `package.json` has a script for each command.

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use ficha_operator::{borrar, exportar, importar, options, token};
use std::process::ExitCode;

/// Clientes desde y hacia archivos, tokens, enlaces y borrado de datos personales.
#[derive(Parser)]
#[command(name = "operador")]
struct Operador {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Importar(importar::Importar),
    Exportar(exportar::Exportar),
    Token(token::Token),
    Enlace(token::Enlace),
    Borrar(borrar::Borrar),
    Retener(borrar::Retener),
}

fn main() -> ExitCode {
    let matches = match options::in_spanish(Operador::command()).try_get_matches() {
        Ok(matches) => matches,
        Err(error) => return options::end(&error),
    };
    let done = match Operador::from_arg_matches(&matches) {
        Ok(Operador { command }) => run(&command),
        Err(error) => return options::end(&error),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n✗ {error:#}\n");
            ExitCode::FAILURE
        }
    }
}

fn run(command: &Command) -> anyhow::Result<()> {
    match command {
        Command::Importar(asked) => asked.run(),
        Command::Exportar(asked) => asked.run(),
        Command::Token(asked) => asked.run(),
        Command::Enlace(asked) => asked.run(),
        Command::Borrar(asked) => asked.run(),
        Command::Retener(asked) => asked.run(),
    }
}
