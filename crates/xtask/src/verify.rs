//! Checks: formats and lints, tests, agreement, fuzzing, dependencies.

mod answer;
mod check;
mod deny;
mod fuzz;
mod layers;
mod provers;
mod statements;
mod test;

pub(crate) use answer::answer;
pub(crate) use check::check;
pub(crate) use deny::deny;
pub(crate) use fuzz::fuzz;
pub(crate) use provers::provers;
pub(crate) use test::test;
