//! One file per operator: a struct of constants and `run`, which computes a tile.
#![no_std]
