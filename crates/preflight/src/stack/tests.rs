//! One minimal project a framework.
