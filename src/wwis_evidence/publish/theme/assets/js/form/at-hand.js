// Before the page is shown: scripts run, so there will be a form; for which case study, its address says.
document.documentElement.classList.replace("no-js", "js");
document.documentElement.classList.toggle("form-at-hand", /[?&]case=./.test(location.search));
