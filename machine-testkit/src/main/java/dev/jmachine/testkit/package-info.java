/**
 * What tests of drivers and of programs that use this library stand on: a fake engine and an SSH host that speak the
 * real protocols, roots of Debian systems for real servers, and the suite that every driver passes.
 */
package dev.jmachine.testkit;
