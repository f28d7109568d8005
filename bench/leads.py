def main(rest):
    return 0
