/** What may be shown of small groups: the one place that every table, chart, file and API asks. */
@NullMarked
package se.invanardialog.core.disclosure;

import org.jspecify.annotations.NullMarked;
