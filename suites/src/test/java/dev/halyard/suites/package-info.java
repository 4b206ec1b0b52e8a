/**
 * The suites: our models and public ones, on every board. Written once; boards and core counts are
 * parameters.
 */
@org.jspecify.annotations.NullMarked
package dev.halyard.suites;
