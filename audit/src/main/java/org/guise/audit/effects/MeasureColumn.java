package org.guise.audit.effects;

/**
 * What a column of a table of measures holds.
 *
 * @param group heading under which it is shown
 * @param unit empty if there is none, or none is known
 */
public record MeasureColumn(String group, String name, String unit) {}
