/** Tables as files that spreadsheets and statistics programs open. */
@NullMarked
package se.invanardialog.results.exports;

import org.jspecify.annotations.NullMarked;
