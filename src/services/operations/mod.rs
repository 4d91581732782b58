//! For those who run the service and watch over it.

pub mod ahead;
pub mod backup;
pub mod bringing_back;
pub mod first_look;
pub mod last_tried;
pub mod numbers;
pub mod readiness;
pub mod sealing_key;
pub mod untold_proxy;
