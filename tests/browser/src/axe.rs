//! axe-core, run in the page.

use crate::Browser;
use serde_json::Value;
use std::{env, fs};

impl Browser {
    /// What axe-core finds wrong with the page as it stands, one finding a line; empty is good.
    pub async fn axe(&self) -> Vec<String> {
        const RUN: &str = "
            const done = arguments[0];
            axe.run(document, { resultTypes: ['violations'] })
              .then(({ violations }) => done({ violations }), (error) => done({ error: String(error) }));";
        let file = env::var("CAIRN_AXE").expect("CAIRN_AXE; `cargo xtask test --browser` sets it");
        let axe = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{file}: {error}"));
        // It is large; once in a page it stays.
        if self.run("return typeof axe", vec![]).await == "undefined" {
            self.run(&axe, vec![]).await;
        }
        let answer = self.driver.execute_async(RUN, vec![]).await;
        let answer = answer.unwrap_or_else(|error| panic!("axe-core: {error}"));
        let violations = answer.json()["violations"].as_array().cloned();
        let violations = violations.unwrap_or_else(|| panic!("axe-core: {}", answer.json()));
        violations.iter().flat_map(findings).collect()
    }
}

/// One line for each element that breaks a rule.
fn findings(violation: &Value) -> Vec<String> {
    let nodes = violation["nodes"].as_array().map(Vec::as_slice).unwrap_or_default();
    let line = |node: &Value| {
        format!(
            "{} ({}): {} in {}: {}",
            violation["id"].as_str().unwrap_or_default(),
            violation["impact"].as_str().unwrap_or_default(),
            node["failureSummary"].as_str().unwrap_or_default().replace('\n', " "),
            node["target"],
            node["html"].as_str().unwrap_or_default(),
        )
    };
    nodes.iter().map(line).collect()
}
