/** What an operator runs beside the service. */
@org.jspecify.annotations.NullMarked
package se.invanardialog.tools;
