// Before anything is drawn: the theme that was chosen on an earlier visit.
try {
  const theme = localStorage.getItem("preflight.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // No storage: the system's theme it is.
}
