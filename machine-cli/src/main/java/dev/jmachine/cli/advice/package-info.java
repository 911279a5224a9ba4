/**
 * What each error code means for the user and what to do about it, in terms of this program's commands and flags. The
 * library knows none of this. {@code docs/errors.md} is written from here.
 */
package dev.jmachine.cli.advice;
