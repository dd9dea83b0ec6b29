/** What residents answered in their own words: read by the analyst, and coded to themes. */
@NullMarked
package se.invanardialog.results.themes;

import org.jspecify.annotations.NullMarked;
