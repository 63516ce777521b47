//! Prints every endpoint with the scope that its token needs and the greatest body that it takes.

use ficha_contract::Endpoint;

fn main() {
    for Endpoint { method, path, scope, max_body } in Endpoint::ALL {
        println!(
            "{method} {path}: scope {}, body of at most {max_body} bytes",
            scope.map_or("none", |scope| scope.id())
        );
    }
}
