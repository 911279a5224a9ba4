/** What the shell offers when the user presses Tab: scripts for bash, zsh and fish, which ask this program each time. */
package dev.jmachine.cli.completion;
