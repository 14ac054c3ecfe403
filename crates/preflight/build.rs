//! Rules, recipes and tables are built in: a change of any of them is a change of the program.

fn main() {
    for folder in ["rules", "recipes", "tables"] {
        println!("cargo:rerun-if-changed={folder}");
    }
}
