/**
 * JSON as plain collections, read and written by token, since binding starts slowly.
 */
package dev.jmachine.json;
