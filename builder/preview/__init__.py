"""The preview: builds on every save, shows the site over loopback, reloads what is open.

Every build is the one of `dossier build`. `loop` decides when to build, `watching` hears of
saves, `answers` is the web server's application, `live.js` the script in each page.
"""
