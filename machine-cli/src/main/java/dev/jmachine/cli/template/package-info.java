/**
 * The part of Go's text templates that scripts use with docker-machine: {@code {{.A.B}}}, {@code json}, {@code
 * prettyjson}, {@code range}, {@code if}, {@code with}, {@code index}, {@code len}, {@code printf}, comparisons,
 * pipelines, variables. Entry point: {@link dev.jmachine.cli.template.Template}.
 *
 * @see <a href="https://pkg.go.dev/text/template">the language's description</a>
 */
package dev.jmachine.cli.template;
