// Before the page is shown: whether its address names the case study that is to be reviewed.
document.documentElement.classList.toggle("form-at-hand", /[?&]case=./.test(location.search));
