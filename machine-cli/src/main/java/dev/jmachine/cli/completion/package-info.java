/** What the shell offers when the user presses Tab: scripts for bash, zsh and fish that ask this program each time. */
package dev.jmachine.cli.completion;
