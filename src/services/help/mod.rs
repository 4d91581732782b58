//! Requests for help: asking, taking, giving back, ending, and nagging until there is an end.

pub mod asking;
pub mod asking_for_progress;
pub mod bringing;
pub mod circle;
pub mod ending;
pub mod letting_go;
pub mod links;
pub mod listing;
pub mod looking;
pub mod measuring;
pub mod offering;
pub mod overviewing;
pub mod passes;
pub mod revising;
pub mod seeing;
pub mod taking;
mod telling;
pub mod telling_anew;
pub mod telling_referents;
mod unended;
