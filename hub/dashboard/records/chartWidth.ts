/** Bars with their names beside them cannot be told apart in less, in CSS px; a narrower place scrolls. */
export const CHART_LEAST_WIDTH = 460;
