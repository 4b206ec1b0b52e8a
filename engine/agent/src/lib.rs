//! The agent: serial protocol by which a host drives the models of a firmware.
#![no_std]
