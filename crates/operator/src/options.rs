//! Puts the command line into Spanish, because clap writes its own words in English.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command};
use std::process::ExitCode;

/// Reads a number of days: from one day to ten years.
pub(crate) fn days(text: &str) -> Result<u16, String> {
    let days = text.parse().ok().filter(|days| (1..=3650).contains(days));
    days.ok_or_else(|| "debe ser un número de días de 1 a 3650".to_owned())
}

/// Reads the number of a customer, of a token or of a line.
pub(crate) fn number(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| "debe ser un número entero".to_owned())
}

/// Reads the number of a line, from 1.
pub(crate) fn line(text: &str) -> Result<u64, String> {
    text.parse().ok().filter(|line| *line > 0).ok_or_else(|| "debe ser el número de una línea, desde 1".to_owned())
}

const OPTIONS: &str = "Opciones";

/// Commands whose npm script has another name.
const SCRIPTS: [(&str, &str); 2] = [("importar", "import"), ("exportar", "export")];

/// Puts the help of a command into Spanish.
#[must_use]
pub fn in_spanish(command: Command) -> Command {
    let help = Arg::new("ayuda")
        .short('h')
        .long("ayuda")
        .visible_alias("help")
        .action(ArgAction::Help)
        .help_heading(OPTIONS)
        .help("Muestra esta ayuda");
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let command = command
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .help_template("{about-with-newline}\nUso: {usage}\n\n{all-args}{after-help}")
        .subcommand_help_heading("Órdenes")
        .subcommand_value_name("ORDEN")
        .mut_args(|arg| {
            let heading = if arg.is_positional() { "Argumentos" } else { OPTIONS };
            let has_value = arg.get_action().takes_values();
            let arg = arg.help_heading(heading);
            if has_value { arg.hide_default_value(true) } else { arg }
        })
        .arg(help);
    names.into_iter().fold(command, |command, name| {
        let script = SCRIPTS.iter().find(|(of, _)| *of == name).map_or(&*name, |(_, script)| script);
        let called = format!("npm run {script} --");
        command.mut_subcommand(&name, |sub| {
            let places: String = sub.get_positionals().map(|place| format!(" {place}")).collect();
            in_spanish(sub.override_usage(format!("{called}{places} [opciones]")))
        })
    })
}

/// Prints the help, or explains an error in the command line; returns the exit code.
pub fn end(error: &clap::Error) -> ExitCode {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand) {
        print!("{error}");
        return ExitCode::SUCCESS;
    }
    eprintln!("\n✗ {}\n  Con --ayuda se ven las opciones.\n", sentence(error));
    ExitCode::from(2)
}

/// Explains an error in the command line in a sentence.
fn sentence(error: &clap::Error) -> String {
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    };
    let argument = text(ContextKind::InvalidArg);
    let reason = || std::error::Error::source(error).map_or_else(String::new, |source| format!(": {source}"));
    match error.kind() {
        ErrorKind::UnknownArgument if !argument.starts_with('-') => {
            format!("sobra «{argument}»: los valores de una opción se escriben con =, y los archivos van de uno en uno")
        }
        ErrorKind::UnknownArgument => match text(ContextKind::SuggestedArg) {
            similar if similar.is_empty() => format!("{argument} no es una opción"),
            similar => format!("{argument} no es una opción; la más parecida es {similar}"),
        },
        ErrorKind::InvalidSubcommand => format!("la orden {} no existe", text(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingRequiredArgument => format!("falta {argument}"),
        ErrorKind::MissingSubcommand => "falta la orden".to_owned(),
        ErrorKind::ArgumentConflict if text(ContextKind::PriorArg) == argument => format!("{argument} está dos veces"),
        ErrorKind::ArgumentConflict => {
            format!("{argument} no se puede combinar con {}", text(ContextKind::PriorArg))
        }
        _ if text(ContextKind::InvalidValue).is_empty() => format!("{argument} necesita un valor"),
        _ => {
            let option = argument.split(['[', ' ', '=']).next().unwrap_or_default();
            format!("el valor de {option} no es válido{}", reason())
        }
    }
}
