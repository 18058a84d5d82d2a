//! The port to whatever keeps strings under keys: a browser's localStorage, memory, a fake that fails on purpose.

use crate::ordered::Map;
use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

/// A store of strings. Every call may fail at any time (blocked cookies, a full disk), and says how.
pub trait KeyValue {
    /// The value under a key; `None` where there is none.
    fn get(&self, key: &str) -> Result<Option<String>, StorageError>;
    /// Sets the value under a key. `value` is a JSON text (the browser's store passes it through a JSON encoder).
    fn set(&self, key: &str, value: &str) -> Result<(), StorageError>;
    /// Takes a key away; no error where there was none.
    fn remove(&self, key: &str) -> Result<(), StorageError>;
    /// All keys that begin with `prefix`, in any order.
    fn keys(&self, prefix: &str) -> Result<Vec<String>, StorageError>;
}

/// Why a store did not do as asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StorageError {
    /// There is no room left.
    Full,
    /// The store can't be used now, with what the browser said.
    Unavailable(String),
}

impl fmt::Display for StorageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StorageError::Full => f.write_str("storage is full"),
            StorageError::Unavailable(why) => write!(f, "storage can't be used: {why}"),
        }
    }
}

/// A store that forgets everything with the tab: the fallback where the browser's is blocked.
#[derive(Debug, Default)]
pub struct Memory {
    values: RefCell<Map<String, String>>,
}

impl KeyValue for Memory {
    fn get(&self, key: &str) -> Result<Option<String>, StorageError> {
        Ok(self.values.borrow().get(key).cloned())
    }

    fn set(&self, key: &str, value: &str) -> Result<(), StorageError> {
        self.values.borrow_mut().insert(key.to_string(), value.to_string());
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), StorageError> {
        self.values.borrow_mut().remove(key);
        Ok(())
    }

    fn keys(&self, prefix: &str) -> Result<Vec<String>, StorageError> {
        Ok(self.values.borrow().keys().filter(|k| k.starts_with(prefix)).cloned().collect())
    }
}

impl<T: KeyValue + ?Sized> KeyValue for &T {
    fn get(&self, key: &str) -> Result<Option<String>, StorageError> {
        (**self).get(key)
    }

    fn set(&self, key: &str, value: &str) -> Result<(), StorageError> {
        (**self).set(key, value)
    }

    fn remove(&self, key: &str) -> Result<(), StorageError> {
        (**self).remove(key)
    }

    fn keys(&self, prefix: &str) -> Result<Vec<String>, StorageError> {
        (**self).keys(prefix)
    }
}

impl<T: KeyValue + ?Sized> KeyValue for Rc<T> {
    fn get(&self, key: &str) -> Result<Option<String>, StorageError> {
        (**self).get(key)
    }

    fn set(&self, key: &str, value: &str) -> Result<(), StorageError> {
        (**self).set(key, value)
    }

    fn remove(&self, key: &str) -> Result<(), StorageError> {
        (**self).remove(key)
    }

    fn keys(&self, prefix: &str) -> Result<Vec<String>, StorageError> {
        (**self).keys(prefix)
    }
}
