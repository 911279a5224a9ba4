/**
 * What tests of drivers and of programs that use this library stand on: a fake engine and an SSH host that speak the
 * real protocols, and the suite that every driver passes.
 */
package dev.jmachine.testkit;
