/** Whom a survey goes to and how: selection, invitations, reminders, feedback. */
@NullMarked
package se.invanardialog.panels.sendouts;

import org.jspecify.annotations.NullMarked;
