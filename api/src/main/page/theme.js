// Runs before the first paint, so that a stored theme does not flash. Without a stored one the system decides.
(function () {
    try {
        var stored = localStorage.getItem('cda.theme');
        if (stored === 'dark' || stored === 'light') {
            document.documentElement.dataset.theme = stored;
        }
    } catch (e) {
        // storage is refused: the system decides
    }
})();
