//! Arena, row-addressed views and flash constants: the memory of a model.
#![no_std]
