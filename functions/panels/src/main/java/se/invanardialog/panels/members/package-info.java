/** Panels and their members: joining, my page, margins, how well the panel mirrors the town. */
@NullMarked
package se.invanardialog.panels.members;

import org.jspecify.annotations.NullMarked;
