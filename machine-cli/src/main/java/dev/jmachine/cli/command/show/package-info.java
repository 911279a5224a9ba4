/** Commands that tell of machines and change nothing: ls, status, ip, url, env, config, inspect, active, and others. */
package dev.jmachine.cli.command.show;
