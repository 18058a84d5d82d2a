//! What the other tests rely on: that a fault would be heard in each engine.

use crate::{in_each_engine, open};
use harness::{Engine, Site};

in_each_engine!(what_the_policy_refuses_and_the_console_gets_is_heard);

async fn what_the_policy_refuses_and_the_console_gets_is_heard(engine: Engine) {
    let browser = open(engine, &Site::start()).await;
    browser.goto("").await;
    browser.assert_clean().await;
    browser.run("console.error('said by a test')", vec![]).await;
    browser.run("setTimeout(() => { throw new Error('thrown by a test') })", vec![]).await;
    // A timer is the page's own; what a driver runs may pass by the policy.
    browser.run("setTimeout(() => document.body.setAttribute('style', 'color: red'))", vec![]).await;
    for heard in ["said by a test", "thrown by a test", "policy: "] {
        let dirt = async || browser.dirt().await.iter().any(|line| line.contains(heard)).then_some(());
        assert!(browser.until(dirt).await.is_some(), "{heard}: {:?}", browser.dirt().await);
    }
}
