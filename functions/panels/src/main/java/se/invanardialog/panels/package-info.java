/** The e-panel: who takes part, what they are asked, how they are reached and what they answer. */
@NullMarked
package se.invanardialog.panels;

import org.jspecify.annotations.NullMarked;
