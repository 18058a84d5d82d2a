//! The browser engines that the tests run in, and what each needs on this machine.

use crate::Outcome;

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// All browser tests run in it, and the build looks at its own app in it.
    Chromium,
    /// What must hold in every engine.
    Firefox,
    /// WebKitGTK, Safari's engine; what must hold in every engine.
    WebKit,
}

/// A program that the tests are told of.
pub struct Program {
    /// The variable that names it.
    pub variable: &'static str,
    /// What it may be called in PATH.
    pub names: &'static [&'static str],
}

impl Engine {
    /// Every one, in the order they are tested.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// As `--engines` and the names of tests write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// Reads `all`, or names with commas between them.
    pub fn list(text: &str) -> Outcome<Vec<Self>> {
        if text == "all" {
            return Ok(Self::ALL.to_vec());
        }
        let named = |name: &str| {
            Self::ALL.into_iter().find(|engine| engine.name() == name).ok_or_else(|| {
                format!("no engine `{name}`: there are {}, and all", Self::ALL.map(Self::name).join(", "))
            })
        };
        let mut engines = text.split(',').map(|name| named(name.trim())).collect::<Outcome<Vec<_>>>()?;
        engines.sort_by_key(|engine| Self::ALL.iter().position(|it| it == engine));
        engines.dedup();
        Ok(engines)
    }

    /// What it consists of, besides the tools that [`crate::tools`] pins.
    pub fn programs(self) -> &'static [Program] {
        match self {
            Self::Chromium => &[
                Program {
                    variable: "CAIRN_CHROMIUM",
                    names: &["chromium", "chromium-browser", "google-chrome"],
                },
                Program { variable: "CAIRN_CHROMEDRIVER", names: &["chromedriver"] },
            ],
            Self::Firefox => &[Program { variable: "CAIRN_FIREFOX", names: &["firefox-esr", "firefox"] }],
            Self::WebKit => &[
                Program { variable: "CAIRN_WEBKIT_DRIVER", names: &["WebKitWebDriver"] },
                Program { variable: "CAIRN_XVFB", names: &["Xvfb"] },
            ],
        }
    }

    /// The Debian packages that hold it. The fonts, which all use, make pictures worth looking at.
    pub fn packages(self) -> &'static [&'static str] {
        match self {
            Self::Chromium => &["chromium", "chromium-driver", "fonts-inter", "fonts-noto-core"],
            Self::Firefox => &["firefox-esr", "fonts-noto-core"],
            // The tests' own WebKit browser is a page of Python: Debian's forgets all it stores when it is automated.
            Self::WebKit => {
                &["webkit2gtk-driver", "gir1.2-webkit2-4.1", "python3-gi", "xvfb", "fonts-noto-core"]
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_lists_of_engines() {
        assert_eq!(Engine::list("all"), Ok(Engine::ALL.to_vec()));
        assert_eq!(Engine::list("webkit, firefox,webkit"), Ok(vec![Engine::Firefox, Engine::WebKit]));
        assert!(Engine::list("gecko").is_err());
        assert!(Engine::list("").is_err());
    }
}
