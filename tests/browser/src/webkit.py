"""A window around WebKitGTK for WebDriver: webkit.py PROFILE DOWNLOADS WIDTH HEIGHT STORAGE

Debian's own MiniBrowser forgets all that a site stores when a driver opens it, so it can't show that a
plan outlives the browser. This one keeps it, as people's browsers do.
"""

import os
import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import GLib, Gtk, WebKit2  # noqa: E402  (the versions come first)

PROFILE, DOWNLOADS, WIDTH, HEIGHT, STORAGE = sys.argv[1:6]

data = WebKit2.WebsiteDataManager(base_data_directory=PROFILE + "/data", base_cache_directory=PROFILE + "/cache")
context = WebKit2.WebContext(website_data_manager=data)
context.set_automation_allowed(True)
settings = WebKit2.Settings(
    # the harness reads the console there
    enable_write_console_messages_to_stdout=True,
    # a test's script has no person's click that would let it open windows
    javascript_can_open_windows_automatically=True,
    enable_html5_local_storage=STORAGE == "true",
    enable_html5_database=STORAGE == "true",
)
windows = []


def closed(window):
    windows.remove(window)
    if not windows:
        Gtk.main_quit()


def show(view):
    window = Gtk.Window()
    window.set_default_size(int(WIDTH), int(HEIGHT))
    window.add(view)
    window.connect("destroy", closed)
    view.connect("close", lambda view: window.destroy())
    view.connect("create", lambda parent, action: show(WebKit2.WebView(related_view=parent, settings=settings)))
    windows.append(window)
    window.show_all()
    return view


def automated(session):
    return show(WebKit2.WebView(web_context=context, settings=settings, is_controlled_by_automation=True))


def started(context, session):
    info = WebKit2.ApplicationInfo()
    info.set_name("webkit.py")
    session.set_application_info(info)
    session.connect("create-web-view", automated)


def place(download, name):
    file = os.path.join(DOWNLOADS, os.path.basename(name))
    stem, ending = os.path.splitext(file)
    count = 0
    while os.path.exists(file):
        count += 1
        file = f"{stem} ({count}){ending}"
    download.set_destination(GLib.filename_to_uri(file))
    return True


context.connect("automation-started", started)
context.connect("download-started", lambda context, download: download.connect("decide-destination", place))
Gtk.main()
