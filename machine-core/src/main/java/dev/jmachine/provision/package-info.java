/**
 * What is done on a host over SSH: find out what it is, install Docker Engine, configure and secure it, and undo that.
 *
 * <p>Each phase is one POSIX shell script, sent whole as standard input of a shell of root's, so that a connection that
 * breaks leaves nothing half said and no secret in any argument list. What is to be written is computed here, from the
 * texts that detection brings back; scripts only put it there, restart what has to be restarted, and roll back.
 */
package dev.jmachine.provision;
