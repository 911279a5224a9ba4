/**
 * What tests of drivers and of programs that use this library stand on: a fake engine and an SSH host that speak the
 * real protocols, roots of Debian systems for real servers, a proxy that makes calls fail, machines in memory, and the
 * suites that every driver passes.
 */
package dev.jmachine.testkit;
