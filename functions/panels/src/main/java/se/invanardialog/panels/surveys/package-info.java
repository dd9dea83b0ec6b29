/** What is asked: building, checking, scheduling and reading surveys. */
@NullMarked
package se.invanardialog.panels.surveys;

import org.jspecify.annotations.NullMarked;
