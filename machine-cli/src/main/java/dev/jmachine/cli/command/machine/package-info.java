/** Commands that change machines: create, start, stop, kill, restart, rm, provision, regenerate-certs, upgrade. */
package dev.jmachine.cli.command.machine;
