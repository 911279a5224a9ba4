/** Commands that go over SSH: ssh, scp, mount. They use OpenSSH's programs where there are any, else the library. */
package dev.jmachine.cli.command.remote;
