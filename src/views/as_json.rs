//! Parts of a page that templates are handed as text.

use serde::ser::Error as _;
use serde::{Serialize, Serializer};

/// A part that `{{#remembered}}` shows, as the JSON that says it: where its block was rendered before, nothing of it is taken
/// apart. No other block can see into it.
pub struct AsJson<T>(pub T);

impl<T: Serialize> Serialize for AsJson<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&serde_json::to_string(&self.0).map_err(S::Error::custom)?)
    }
}
