package org.guise.audit.result;

/**
 * A figure with its 95 % confidence interval.
 *
 * @param value the point estimate
 * @param low lower end of the interval
 * @param high upper end of the interval
 */
public record Estimate(double value, double low, double high) {}
