//! The report as sarif.
