/** Commands on clusters described in files: {@code cluster plan|apply|destroy|status|ls}. */
package dev.jmachine.cli.command.cluster;
