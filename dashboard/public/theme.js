// Before the first paint, and a file of its own: the page's policy allows no inline script.
try {
  const theme = JSON.parse(localStorage.getItem('baton:settings') ?? '{}').theme
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {}
